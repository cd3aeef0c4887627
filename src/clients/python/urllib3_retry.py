"""urllib3's Retry with the settings that come closest. requests takes it as well, in an HTTPAdapter(max_retries=...)."""

import urllib3

retries = urllib3.Retry(
    # How often it tries again; 10 times by default. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    total=9,
    # By default it does not repeat a POST; None allows every method. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    allowed_methods=None,
    # By default it repeats after no status but those that come with Retry-After. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    status_forcelist=[408, 429, 500, 502, 503, 504],
    # The seconds that its waits double from; by default it does not wait. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    backoff_factor=0.5,
    # The longest of its own waits, in seconds; 120 by default. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    backoff_max=30,
    # Up to how many seconds it adds at random; none by default. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    backoff_jitter=5,
)

http = urllib3.PoolManager(
    # For all that it sends; a request may have its own. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    retries=retries,
    # How many seconds one attempt may take; without end by default. https://urllib3.readthedocs.io/en/stable/reference/urllib3.util.html
    timeout=urllib3.Timeout(total=60),
)
