"""The policy core: plain Python, no Django. Everything here is a function of values.

`circles`   which circles a viewer is in, with all that include them
`matrix`    levels of offerings: what opens, what lists
`zones`     which compiled rules a viewer passes
`facts`     rule circles: conditions over a person's affiliations
`widening`  whether a change may show something to somebody who did not see it
"""
