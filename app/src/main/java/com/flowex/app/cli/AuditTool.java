package com.flowex.app.cli;

import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.audit.AuditVerification;
import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.database.DatabaseAccess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;

/**
 * {@code ./flowex audit verify}: distinguishes intact, cut, rewritten and deleted chains of the audit log, whether or
 * not the exchange is running.
 *
 * <p>Exits with 0 if every chain is intact, 1 if one is not or the log cannot be read, 2 on wrong arguments.
 */
@Command
@FailureText("the audit log cannot be read")
public final class AuditTool {

    private final CommandContext context;

    AuditTool(CommandContext context) {
        this.context = context;
    }

    public static void main(String[] args) {
        FlowexCommand.main("audit", args);
    }

    @Command(description = "Check every chain; the last line is the result.")
    int verify() throws SQLException, IOException {
        List<Finding> findings = findings(context.settings());
        findings.forEach(finding -> context.out().println(finding.line()));
        boolean intact = findings.stream().allMatch(Finding.Intact.class::isInstance);
        context.out().println(intact ? "audit: intact" : "audit: BROKEN");
        return intact ? 0 : CommandRunner.REFUSED;
    }

    private static List<Finding> findings(LauncherSettings settings) throws SQLException, IOException {
        try (DatabaseAccess database = DatabaseAccess.open(settings.base().database());
                Connection views = database.views()) {
            return AuditVerification.verify(views, settings.audit());
        }
    }
}
