package com.flowex.app.settings;

import com.flowex.access.auth.token.SigningSettings;
import com.flowex.audit.AuditSettings;
import com.flowex.custody.connector.CustodySettings;
import com.flowex.platform.Settings;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;

/**
 * Check of the settings that processes with some services must share: each value that a process would generate for
 * itself has to be given.
 */
final class SharedSettings {

    private final SettingsReader reader;

    private SharedSettings(SettingsReader reader) {
        this.reader = reader;
    }

    /** Refuses each missing setting by its name. */
    static void require(SettingsReader reader, LauncherSettings all) {
        NodeSettings node = all.node();
        Settings base = all.base();
        AuditSettings audit = all.audit();
        if (node.runs() != NodeSettings.ProcessRole.SOME) {
            return;
        }
        SharedSettings shared = new SharedSettings(reader);
        shared.require(
                base.database() instanceof DatabaseChoice.Server,
                "FLOWEX_DATABASE_URL",
                "one database for all of them");
        shared.require(
                base.redis().url().isPresent(),
                "FLOWEX_REDIS_URL",
                "limits, sessions and single-use numbers are counted there for all of them");
        SigningSettings signing = all.edge().tokens().signing();
        boolean isSecret = signing.algorithm() == SigningSettings.Algorithm.HS256;
        shared.require(
                isSecret ? isGiven(signing.secret()) : signing.keyFileGiven(),
                isSecret ? "FLOWEX_JWT_SECRET" : "FLOWEX_JWT_KEY_FILE",
                "each has to know the tokens of the others");
        shared.require(
                isGiven(base.sealing().keys()), "FLOWEX_DATA_KEYS", "each has to read what the others have sealed");
        shared.require(
                !audit.enabled() || isGiven(audit.key()), "FLOWEX_AUDIT_KEY", "they sign the checkpoints of one log");
        if (node.has(ServiceName.WALLET)) {
            shared.require(isGiven(all.solvency().key()), "FLOWEX_SOLVENCY_KEY", "proofs of one exchange have one key");
        }
        if (signs(node)) {
            shared.require(
                    !(all.custody().keys() instanceof CustodySettings.KeyLocation.InProcessKeys),
                    "FLOWEX_SIGNER_URL",
                    "private keys are in one process (./flowex signer); or FLOWEX_CUSTODY_KEYS_LOCAL=off, and nothing is paid out");
        }
    }

    /** Returns true if a process needs addresses or signatures. */
    private static boolean signs(NodeSettings node) {
        return node.has(ServiceName.WALLET) || node.has(ServiceName.BINANCE);
    }

    private static boolean isGiven(SecretSource source) {
        return source instanceof SecretSource.Supplied;
    }

    private void require(boolean isThere, String name, String why) {
        if (!isThere) {
            reader.refuse(name + " must be given where services have processes of their own: " + why);
        }
    }
}
