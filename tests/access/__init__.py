"""Hidden equals absent: the ways out, one by one."""
