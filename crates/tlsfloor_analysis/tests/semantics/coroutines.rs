//! Coroutines, which take turns.

use super::check_told;

#[test]
fn async_awaitable() {
    check_told(
        r"import asyncio
c = ssl.create_default_context()
class Aw:
    def __await__(self):
        c.minimum_version = 770
        yield
        return 772
async def main():
    v = await Aw()
    c.wrap_socket(s)  # 1.1 1.2 1.3
    c.minimum_version = v
    c.wrap_socket(s)  # 1.3
asyncio.run(main())
",
    );
}

#[test]
fn async_basic() {
    check_told(
        r"import asyncio
c = ssl.create_default_context()
async def low(v):
    c.minimum_version = v
    return v
async def main():
    co = low(769)
    c.wrap_socket(s)  # 1.2 1.3
    await co
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    t = asyncio.create_task(low(771))
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    await asyncio.sleep(0)
    c.wrap_socket(s)  # 1.2 1.3
    r = await t
    c.minimum_version = t.result()
    c.wrap_socket(s)  # 1.2 1.3
    rs = await asyncio.gather(low(770), low(772))
    c.wrap_socket(s)  # 1.3
    c.minimum_version = rs[0]
    c.wrap_socket(s)  # 1.1 1.2 1.3
asyncio.run(main())
c.wrap_socket(s)  # 1.1 1.2 1.3
",
    );
}

#[test]
fn async_event_lock() {
    check_told(
        r"import asyncio
c = ssl.create_default_context()
async def waiter(ev):
    await ev.wait()
    c.minimum_version = 771
async def main():
    ev = asyncio.Event()
    t = asyncio.create_task(waiter(ev))
    await asyncio.sleep(0)
    c.wrap_socket(s)  # 1.2 1.3
    ev.set()
    await t
    c.wrap_socket(s)  # 1.2 1.3
    lock = asyncio.Lock()
    async with lock:
        c.minimum_version = 772
    c.wrap_socket(s)  # 1.3
    sem = asyncio.Semaphore(2)
    async with sem:
        c.minimum_version = 770
    c.wrap_socket(s)  # 1.1 1.2 1.3
asyncio.run(main())
",
    );
}

#[test]
fn async_exception() {
    check_told(
        r#"import asyncio
c = ssl.create_default_context()
async def bad():
    c.minimum_version = 769
    raise ValueError("x")
async def main():
    try:
        await bad()
    except ValueError:
        c.minimum_version = 771
    c.wrap_socket(s)  # 1.2 1.3
    r = await asyncio.gather(bad(), return_exceptions=True)
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    if isinstance(r[0], ValueError):
        c.minimum_version = 772
    c.wrap_socket(s)  # 1.3
    t = asyncio.create_task(bad())
    try:
        await t
    except ValueError:
        c.minimum_version = 770
    c.wrap_socket(s)  # 1.1 1.2 1.3
asyncio.run(main())
"#,
    );
}

#[test]
fn async_executor() {
    check_told(
        r"import asyncio, concurrent.futures, functools
c = ssl.create_default_context()
def low(v):
    c.minimum_version = v
    return v
async def main():
    loop = asyncio.get_event_loop()
    v = await loop.run_in_executor(None, low, 769)
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    v = await asyncio.to_thread(low, 771)
    c.wrap_socket(s)  # 1.2 1.3
    with concurrent.futures.ThreadPoolExecutor() as pool:
        await loop.run_in_executor(pool, functools.partial(low, 770))
    c.wrap_socket(s)  # 1.1 1.2 1.3
    loop.call_soon(low, 772)
    c.wrap_socket(s)  # 1.1 1.2 1.3
    await asyncio.sleep(0)
    c.wrap_socket(s)  # 1.3
asyncio.run(main())
",
    );
}

#[test]
fn async_exitstack() {
    check_told(
        r"import asyncio, contextlib
c = ssl.create_default_context()
@contextlib.asynccontextmanager
async def setto(v, a):
    c.minimum_version = v
    yield c
    c.minimum_version = a
async def back(v):
    c.minimum_version = v
async def main():
    async with contextlib.AsyncExitStack() as st:
        x = await st.enter_async_context(setto(769, 771))
        x.wrap_socket(s)  # 1 1.1 1.2 1.3
        st.push_async_callback(back, 770)
    c.wrap_socket(s)  # 1.2 1.3
    async with setto(769, 772) as y:
        y.wrap_socket(s)  # 1 1.1 1.2 1.3
    c.wrap_socket(s)  # 1.3
asyncio.run(main())
",
    );
}

#[test]
fn async_gen() {
    check_told(
        r"import asyncio
c = ssl.create_default_context()
async def g():
    for v in (769, 771):
        c.minimum_version = v
        await asyncio.sleep(0)
        yield v
async def main():
    async for v in g():
        c.wrap_socket(s)  # 1 1.1 1.2 1.3
    it = g()
    v = await it.__anext__()
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    v = await anext(it)
    c.wrap_socket(s)  # 1.2 1.3
    v = await anext(it, 772)
    c.minimum_version = v
    c.wrap_socket(s)  # 1.3
    xs = [v async for v in g() if v != 769]
    c.minimum_version = xs[0]
    c.wrap_socket(s)  # 1.2 1.3
    ys = [await low(v) for v in (769, 770)]
    c.wrap_socket(s)  # 1.1 1.2 1.3
    agen = (v async for v in g())
    async for v in agen:
        c.wrap_socket(s)  # 1 1.1 1.2 1.3
        break
async def low(v):
    c.minimum_version = v
asyncio.run(main())
",
    );
}

#[test]
fn async_interleave() {
    check_told(
        r"import asyncio
c = ssl.create_default_context()
async def a():
    c.minimum_version = 769
    await asyncio.sleep(0)
    c.wrap_socket(s)  # 1.2 1.3
    c.minimum_version = 772
async def b():
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    c.minimum_version = 771
async def main():
    await asyncio.gather(a(), b())
    c.wrap_socket(s)  # 1.3
asyncio.run(main())
",
    );
}

#[test]
fn async_own_protocols() {
    check_told(
        r"import asyncio
c = ssl.create_default_context()
class It:
    def __init__(self):
        self.vs = [769, 771]
    def __aiter__(self):
        return self
    async def __anext__(self):
        if not self.vs:
            raise StopAsyncIteration
        return self.vs.pop(0)
class Aw:
    def __await__(self):
        c.minimum_version = 770
        yield from asyncio.sleep(0).__await__()
        return 772
class Cm:
    async def __aenter__(self):
        c.minimum_version = 769
        return c
    async def __aexit__(self, *a):
        c.minimum_version = 771
async def main():
    async for v in It():
        c.minimum_version = v
        c.wrap_socket(s)  # 1 1.1 1.2 1.3
    async with Cm() as x:
        x.wrap_socket(s)  # 1 1.1 1.2 1.3
    c.wrap_socket(s)  # 1.2 1.3
asyncio.run(main())
",
    );
}

#[test]
fn async_queue() {
    check_told(
        r"import asyncio
c = ssl.create_default_context()
async def producer(q):
    for v in (769, 771):
        await q.put(v)
    await q.put(None)
async def consumer(q):
    while True:
        v = await q.get()
        if v is None:
            break
        c.minimum_version = v
        c.wrap_socket(s)  # 1 1.1 1.2 1.3
async def main():
    q = asyncio.Queue()
    await asyncio.gather(producer(q), consumer(q))
    c.wrap_socket(s)  # 1.2 1.3
    q2 = asyncio.Queue()
    t = asyncio.create_task(consumer(q2))
    await q2.put(770)
    await q2.put(None)
    await t
    c.wrap_socket(s)  # 1.1 1.2 1.3
asyncio.run(main())
",
    );
}

#[test]
fn async_taskgroup() {
    check_told(
        r#"import asyncio
c = ssl.create_default_context()
async def low(v):
    c.minimum_version = v
    return v
async def main():
    async with asyncio.TaskGroup() as tg:
        t1 = tg.create_task(low(769))
        c.wrap_socket(s)  # 1.2 1.3
        t2 = tg.create_task(low(771))
    c.wrap_socket(s)  # 1.2 1.3
    c.minimum_version = t1.result()
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    async with asyncio.timeout(5):
        c.minimum_version = 772
    c.wrap_socket(s)  # 1.3
if hasattr(asyncio, "TaskGroup"):
    asyncio.run(main())
"#,
    );
}

#[test]
fn async_wait() {
    check_told(
        r"import asyncio
async def mk(v):
    c = ssl.create_default_context()
    c.minimum_version = v
    return c
async def main():
    c = await asyncio.wait_for(mk(771), timeout=5)
    c.wrap_socket(s)  # 1.2 1.3
    done, pending = await asyncio.wait([asyncio.create_task(mk(770))])
    for t in done:
        t.result().wrap_socket(s)  # 1.1 1.2 1.3
    for f in asyncio.as_completed([mk(772)]):
        c = await f
        c.wrap_socket(s)  # 1.3
    c = await asyncio.shield(mk(769))
    c.wrap_socket(s)  # 1 1.1 1.2 1.3
    loop = asyncio.get_running_loop()
    t = loop.create_task(mk(771))
    c = await t
    c.wrap_socket(s)  # 1.2 1.3
    fut = loop.create_future()
    fut.set_result(772)
    c.minimum_version = await fut
    c.wrap_socket(s)  # 1.3
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
",
    );
}

#[test]
fn a_loop_swallows_what_its_callbacks_raise() {
    let bad = "import asyncio\ndef bad():\n    low()\n    raise KeyError\nasync def main():\n    loop = asyncio.get_running_loop()\n";
    let rows = [
        (
            format!(
                "{bad}    loop.call_soon(bad)\n    await asyncio.sleep(0)\ntry:\n    asyncio.run(main())\nexcept KeyError:\n    high()"
            ),
            "1 1.1 1.2 1.3",
        ),
        (
            format!(
                "{bad}    loop.call_soon(bad).cancel()\n    await asyncio.sleep(0)\nasyncio.run(main())"
            ),
            "1.2 1.3",
        ),
    ];
    for (code, expected) in rows {
        super::check_between(&[(&code, expected)]);
    }
}
