"""Why does the report take nine seconds when every call takes one?"""
import asyncio
import random
import time
from dataclasses import dataclass, field

REGIONS = ["eu-north", "eu-west", "us-east", "us-west", "ap-south"]

@dataclass
class Report:
    rows: list[str] = field(default_factory=list)
    failures: int = 0


async def fetch_sales(region: str, limit: asyncio.Semaphore) -> list[int]:
    async with limit:
        await asyncio.sleep(0.3 + len(region) / 10)
        if region.endswith("south"):
            raise ConnectionResetError(f"lost {region}")
        return [random.randrange(100) for _ in range(5)]


async def summarise(region: str, limit: asyncio.Semaphore, report: Report):
    try:
        sales = await asyncio.wait_for(fetch_sales(region, limit), 2.5)
    except (OSError, TimeoutError) as problem:
        report.failures += 1
        print(f"{region:10} {problem!r}")
    else:
        time.sleep(0.25)  # renders the chart
        report.rows.append(f"{region:10} {sum(sales):6}")


async def main():
    report, limit = Report(), asyncio.Semaphore(2)
    await asyncio.gather(*(summarise(r, limit, report) for r in REGIONS))
    print(*sorted(report.rows), sep="\n")
    print(report.failures, "of", len(REGIONS), "failed")

asyncio.run(main())
