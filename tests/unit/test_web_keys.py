"""Single keys can be switched off."""

from flask.testing import FlaskClient


def test_the_choice_is_kept_and_leads_back(client: FlaskClient) -> None:
    html = client.get("/search?q=مياه").text
    assert "data-keys" not in html
    assert '<button class="keys" name="keys" value="off" formaction="/keys" aria-pressed="true">' in html
    answer = client.post("/keys", data={"keys": "off", "back": "/about"})
    assert (answer.status_code, answer.location) == (303, "/about")
    html = client.get("/search?q=مياه").text
    assert ' data-keys="off">' in html
    assert '<button class="keys" name="keys" value="on" formaction="/keys" aria-pressed="false">' in html
    client.post("/keys", data={"keys": "on"})
    assert client.get_cookie("keys") is None
    assert "data-keys" not in client.get("/").text


def test_the_choice_makes_another_page(client: FlaskClient) -> None:
    before = client.get("/").headers["ETag"]
    client.set_cookie("keys", "off")
    assert client.get("/", headers={"If-None-Match": before}).status_code == 200
