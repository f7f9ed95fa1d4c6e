from numpy import float32, intp
from numpy.typing import NDArray

def top(
    documents: NDArray[intp], scores: NDArray[float32], best: NDArray[intp], theirs: NDArray[float32], /
) -> None: ...
