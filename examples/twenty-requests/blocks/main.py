# The same twenty to a coroutine that blocks: `async` alone helps none.
# Look for: the loop is held for 20 s, and the last one gives up.
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/report")
async def report():
    time.sleep(1)  # asks the database, and holds the loop
    return {"pages": 12}
