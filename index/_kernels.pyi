from numpy import int64
from numpy.typing import NDArray

def ranges(first: NDArray[int64], last: NDArray[int64], places: NDArray[int64], /) -> None: ...
