package com.flowex.platform.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.PGConnection;

/**
 * The two logins that work with the tables the owner owns. Their passwords are derived from the owner's, so that every
 * process that knows the one knows the others, and nothing more has to be kept.
 */
final class Roles {

    /** Requests; row-level security applies to it. */
    static final String APP = "flowex_app";

    /** Projections; passes by row-level security, has rights on view tables only. */
    static final String VIEWS = "flowex_views";

    private Roles() {}

    static void ensure(Connection owner, String ownerPassword) throws SQLException {
        ensure(owner, APP, "LOGIN", ownerPassword);
        ensure(owner, VIEWS, "LOGIN BYPASSRLS", ownerPassword);
    }

    private static void ensure(Connection owner, String role, String options, String ownerPassword)
            throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("""
                    DO $$ BEGIN
                        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
                            CREATE ROLE %1$s %2$s;
                        END IF;
                    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                    END $$""".formatted(role, options));
        }
        // Hashed on this side: the password itself appears in no statement and in no log.
        owner.unwrap(PGConnection.class)
                .alterUserPassword(role, password(role, ownerPassword).toCharArray(), "scram-sha-256");
    }

    static String password(String role, String ownerPassword) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ownerPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal(("flowex role " + role).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
