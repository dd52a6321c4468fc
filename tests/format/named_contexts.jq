# The files of a JSON report, with the names of the contexts in the place of the numbers of sets.
. as $report | .files | walk(
  if type == "object" and has("contexts")
  then .contexts |= [$report.context_sets[.][] | $report.contexts[.]]
  else . end)
