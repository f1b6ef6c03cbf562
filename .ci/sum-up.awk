# Adds up the lines in which vstest sums up each project, such as
#   Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total:    13, Duration: 1 s - FusionDsl.Cli.Tests.dll (net10.0)
# Set status to the exit code of dotnet test. Exits with 1 if it is not 0, if a test failed, or if none ran.
BEGIN { FS = "[ :,]+" }

/^ *(Passed|Failed|Skipped)! +- Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+/ {
    for (i = 1; i < NF; i++) {
        if ($i == "Failed") failed += $(i + 1)
        if ($i == "Passed") passed += $(i + 1)
        if ($i == "Skipped") skipped += $(i + 1)
    }
}

END {
    if (status == 124 || status == 137) print "The tests took too long and were stopped."
    else if (status != 0 && failed == 0) print "No test failed, but the build or a test process did (exit code " status "); see above."
    else if (passed + failed == 0) print "No test ran."
    printf("%d passed, %d failed%s\n", passed, failed, (skipped > 0 ? ", " skipped " skipped" : ""))
    exit (status != 0 || failed > 0 || passed == 0)
}
