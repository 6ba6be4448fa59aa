use super::{cured, only, run, says, silent};
use diagnosis::Kind;

/// Two payments into one account, with this between their beginning and their end.
fn payments(body: &str) -> String {
    format!(
        "import asyncio\n\nbalance = 100\n\nasync def pay_in(amount):\n    global balance\n{body}\nasync def main():\n    \
         await asyncio.gather(pay_in(50), pay_in(20))\n    print(balance)\n\nasyncio.run(main())\n"
    )
}

#[test]
fn a_payment_that_another_overwrites_is_told_with_its_lines_tasks_and_value() {
    let source = payments(
        "    before = balance\n    await asyncio.sleep(1)\n    balance = before + amount\n",
    );
    let finding = only(Kind::LostUpdate, &source);
    assert_eq!((finding.line, finding.at), (Some(9), 1.0));
    says(
        &finding,
        &[
            "`pay_in 2` read `balance` as `100` on line 7",
            "wrote it back as `120` on line 9",
            "`pay_in` had written it, to `150`",
            "`150` is lost",
            "`asyncio.Lock`",
        ],
    );
    let cured = cured(&source, &finding);
    assert_eq!(run(&cured).stdout, "170\n", "{cured}");
}

#[test]
fn what_is_computed_on_the_way_is_followed() {
    let source = payments(
        "    before = balance\n    await asyncio.sleep(1)\n    after = before + 2 * amount\n    balance = after\n",
    );
    says(&only(Kind::LostUpdate, &source), &["`200` is lost"]);
}

#[test]
fn a_sum_that_waits_in_its_middle_loses_updates() {
    let fetch = "async def fetch(amount):\n    await asyncio.sleep(1)\n    return amount\n\n";
    for statement in [
        "balance += await fetch(amount)",
        "balance = balance + await fetch(amount)",
    ] {
        let source = payments(&format!("    {statement}\n"));
        let source = source.replacen("async def pay_in", &format!("{fetch}async def pay_in"), 1);
        let finding = only(Kind::LostUpdate, &source);
        says(&finding, &["read `balance` on line 11", "that is lost"]);
        cured(&source, &finding);
    }
    silent(&payments("    amount += await asyncio.sleep(1, 2)\n"));
}

#[test]
fn what_is_read_again_or_locked_or_ones_own_is_not_lost() {
    for body in [
        "    await asyncio.sleep(1)\n    before = balance\n    balance = before + amount\n",
        "    before = balance\n    await asyncio.sleep(1)\n    balance += amount\n",
        "    before = balance\n    await asyncio.sleep(1)\n    before = balance\n    balance = before + amount\n",
        "    before = balance\n    await asyncio.sleep(1)\n    balance = max(balance, before) + amount\n",
        "    before = balance\n    balance = before + amount\n    await asyncio.sleep(1)\n",
        "    balance = amount\n    await asyncio.sleep(1)\n    balance = amount + 1\n",
    ] {
        silent(&payments(body));
    }
    silent(
        "import asyncio\n\nbalance = 100\nlock = asyncio.Lock()\n\nasync def pay_in(amount):\n    global balance\n    async \
         with lock:\n        before = balance\n        await asyncio.sleep(1)\n        balance = before + amount\n\nasync def \
         main():\n    await asyncio.gather(pay_in(50), pay_in(20))\n\nasyncio.run(main())\n",
    );
    // One after the other, however often.
    silent(
        "import asyncio\n\nbalance = 100\n\nasync def pay_in(amount):\n    global balance\n    before = balance\n    await \
         asyncio.sleep(1)\n    balance = before + amount\n\nasync def main():\n    for amount in (1, 2, 3):\n        await \
         pay_in(amount)\n\nasyncio.run(main())\n",
    );
}

fn accounts(pays: &str) -> String {
    format!(
        "import asyncio\n\nclass Account:\n    def __init__(self):\n        self.balance = 100\n\n    async def pay_in(self, \
         amount):\n        before = self.balance\n        await asyncio.sleep(1)\n        self.balance = before + \
         amount\n\nasync def main():\n    mine, yours = Account(), Account()\n    await asyncio.gather({pays})\n\n\
         asyncio.run(main())\n"
    )
}

#[test]
fn an_attribute_is_lost_where_it_is_the_same_objects() {
    let finding = only(
        Kind::LostUpdate,
        &accounts("mine.pay_in(50), mine.pay_in(20)"),
    );
    says(&finding, &["`self.balance`", "`150` is lost"]);
    silent(&accounts("mine.pay_in(50), yours.pay_in(20)"));
}

#[test]
fn an_item_is_lost_where_it_has_the_same_key() {
    let script = |keys: [&str; 2]| {
        format!(
            "import asyncio\n\nstock = {{'tea': 5, 'milk': 9}}\n\nasync def sell(what):\n    left = stock[what]\n    await \
             asyncio.sleep(1)\n    stock[what] = left - 1\n\nasync def main():\n    await asyncio.gather(sell('{}'), \
             sell('{}'))\n\nasyncio.run(main())\n",
            keys[0], keys[1]
        )
    };
    says(
        &only(Kind::LostUpdate, &script(["tea", "tea"])),
        &["`stock[what]` as `5`", "`4` is lost"],
    );
    silent(&script(["tea", "milk"]));
}

#[test]
fn a_cancelled_or_failed_writer_has_not_written() {
    silent(
        "import asyncio\n\nbalance = 100\n\nasync def pay_in(amount):\n    global balance\n    before = balance\n    await \
         asyncio.sleep(amount)\n    balance = before + amount\n\nasync def main():\n    first = \
         asyncio.create_task(pay_in(5))\n    second = asyncio.create_task(pay_in(1))\n    await asyncio.sleep(0)\n    \
         first.cancel()\n    await asyncio.wait([first, second])\n\nasyncio.run(main())\n",
    );
}
