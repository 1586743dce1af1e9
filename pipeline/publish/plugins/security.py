"""What every answer carries, and what no request may do, whatever a scraped page holds.

There is no script on our pages, so none may run: a headline that slipped through the escaping would still be inert.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from pluggy import HookimplMarker

hookimpl = HookimplMarker("datasette")

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Any, Send], Awaitable[None]]

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)

HEADERS: Final = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}

YEAR: Final = b"public, max-age=31536000, immutable"


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    return secured


def secured(app: App) -> App:
    """Wrap an application: headers on all it says, and nothing but reading."""

    async def wrapped(scope: MutableMapping[str, Any], receive: Any, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", []))
                names = {name.lower() for name, _ in given}
                if scope["path"].startswith("/static/") and scope["query_string"]:
                    given.append((b"cache-control", YEAR))
                given += [(name, value) for name, value in HEADERS.items() if name not in names]
                message = {**message, "headers": given}
            await send(message)

        if scope["method"] not in {"GET", "HEAD", "OPTIONS"}:
            await _refuse(send_secured)
        else:
            await app(scope, receive, send_secured)

    return wrapped


async def _refuse(send: Send) -> None:
    kind = (b"content-type", b"text/plain; charset=utf-8")
    await send({"type": "http.response.start", "status": 405, "headers": [kind, (b"allow", b"GET, HEAD")]})
    await send({"type": "http.response.body", "body": b"This archive can be read, not changed.\n"})
