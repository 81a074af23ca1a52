"""The card company of a demo and of tests: a program of its own that answers Stripe's client as Stripe does.

It keeps to the endpoints and fields in `contract.json`, which says where and in which version they were read; the
command `check_stripe_fake` compares it with the whole document Stripe publishes. It knows no cards and takes no money.
"""
