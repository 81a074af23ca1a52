"""デジタル認証アプリ: what its card readings say, and a local provider with the same surface for demo and tests.

The provider (`python -m madoguchi.gateways.eid`) is a program of its own and needs no Django. Scopes, `acr_values`
and the four items follow the Digital Agency's API reference; how a dead certificate is reported is 要確認（デモ）.
"""
