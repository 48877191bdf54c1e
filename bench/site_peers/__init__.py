"""Sites of the same content as ours, made as their documentation says; they have an environment of their own."""
