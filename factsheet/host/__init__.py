"""What knows MkDocs and Material: their events, the plugin's errors, the policy, the live site and the swap of a build.

Nothing else in the engine imports the site generator, and nothing here decides what a page or a file says.
"""
