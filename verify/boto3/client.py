# library: boto3
# requires: boto3==1.43.11 botocore==1.43.11 urllib3==2.7.0
# knob: boto3.client / boto3.resource / botocore.config.Config(verify, use_ssl, config)
# expect: TLSv1.2 TLSv1.3
# observed: context
import os
import boto3

client = boto3.client("sts", region_name="eu-west-1", aws_access_key_id="a", aws_secret_access_key="b",
                      endpoint_url="https://127.0.0.1:" + os.environ["TLS_PORT"], verify=False)
try:
    client.get_caller_identity()
except Exception:
    pass
