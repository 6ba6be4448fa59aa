# The same twenty to a plain function: FastAPI calls it in a thread.
# Look for: twenty threads, all done after 1 s. There are 40 of them at
# most: with `-n 60 -c 60` twenty requests wait for a free one.
import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/report")
def report():
    time.sleep(1)  # asks the database
    return {"pages": 12}
