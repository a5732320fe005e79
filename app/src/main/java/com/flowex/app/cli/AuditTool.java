package com.flowex.app.cli;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.audit.AuditVerification;
import com.flowex.audit.AuditVerification.Finding;
import com.flowex.platform.database.DatabaseAccess;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * {@code ./flowex audit verify}: distinguishes intact, cut, rewritten and deleted chains of the audit log, whether or
 * not the exchange is running.
 *
 * <p>Exits with 0 if every chain is intact, 1 if one is not or the log cannot be read, 2 on wrong arguments.
 */
public final class AuditTool {

    private static final int BROKEN = 1;
    private static final int MISUSED = 2;

    private AuditTool() {}

    public static void main(String[] args) {
        if (args.length != 1 || !args[0].equals("verify")) {
            System.err.println("usage: ./flowex audit verify");
            System.exit(MISUSED);
        }
        System.exit(verify());
    }

    private static int verify() {
        try {
            List<Finding> findings = findings(LauncherSettings.of(SettingsSources.withFile(System.getenv())));
            findings.forEach(finding -> System.out.println(finding.line()));
            boolean intact = findings.stream().allMatch(Finding.Intact.class::isInstance);
            System.out.println(intact ? "audit: intact" : "audit: BROKEN");
            return intact ? 0 : BROKEN;
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(System.err::println);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(System.err::println);
            return BROKEN;
        } catch (SQLException | IOException e) {
            System.err.println("the audit log cannot be read: " + e.getMessage());
            return BROKEN;
        }
    }

    private static List<Finding> findings(LauncherSettings settings) throws SQLException, IOException {
        try (DatabaseAccess database = DatabaseAccess.open(settings.base().database());
                Connection views = database.views()) {
            return AuditVerification.verify(views, settings.audit());
        }
    }
}
