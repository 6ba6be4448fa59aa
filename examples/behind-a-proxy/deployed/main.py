# A deployment in small: one proxy in front, two servers behind it,
# each told by its environment who it is.
# Look for: the proxy's turns: `blue`, `green`, `blue`; and one server
# that goes down, while the other still answers.
import asyncio
import os

from fastapi import FastAPI, Request

NAME = os.environ["APP_NAME"]
DELAY = float(os.environ.get("APP_DELAY", "0.5"))

app = FastAPI(title=NAME)


@app.get("/{path:path}")
async def page(path: str, request: Request):
    await asyncio.sleep(DELAY)  # asks the database
    host = request.headers["host"]
    return f"{NAME} answers /{path}, asked of {host}"
