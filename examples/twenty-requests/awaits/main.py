# Twenty requests at once to a handler that awaits.
# Look for: twenty tasks wait side by side. All are answered after 1 s.
import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/report")
async def report():
    await asyncio.sleep(1)  # asks the database
    return {"pages": 12}
