# library: tornado
# requires: tornado==6.6.1
# knob: tornado.httpclient.HTTPRequest / AsyncHTTPClient.fetch(ssl_options)
# expect: TLSv1 TLSv1.1 TLSv1.2 TLSv1.3
# observed: context
import asyncio
import os
import ssl

from tornado.httpclient import AsyncHTTPClient, HTTPRequest

context = ssl._create_unverified_context()
context.minimum_version = ssl.TLSVersion.TLSv1


async def main():
    request = HTTPRequest(f"https://127.0.0.1:{os.environ['TLS_PORT']}/", ssl_options=context)
    print(await AsyncHTTPClient().fetch(request))


asyncio.run(main())
