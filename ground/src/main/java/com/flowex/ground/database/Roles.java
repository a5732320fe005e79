package com.flowex.ground.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.util.PasswordUtil;

/**
 * The two logins that work with the tables the owner owns. Their passwords are derived from the owner's, so that every
 * process that knows the one knows the others, and nothing more has to be kept.
 */
final class Roles {

    /** Requests; row-level security applies to it. */
    static final String APP = "flowex_app";

    /** Projections; passes by row-level security, has rights on view tables only. */
    static final String VIEWS = "flowex_views";

    /** Of a PostgreSQL that cannot be asked. */
    private static final int ROUNDS_BEFORE_16 = 4_096;

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

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
        setPassword(owner, role, password(role, ownerPassword));
    }

    /** Hashed on this side, so that the password itself appears in no statement and in no log; as often as the server asks. */
    private static void setPassword(Connection owner, String role, String password) throws SQLException {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        String hash = PasswordUtil.encodeScramSha256(password.toCharArray(), rounds(owner), salt);
        try (Statement statement = owner.createStatement()) {
            statement.execute("ALTER USER " + role + " PASSWORD '" + hash + "'");
        }
    }

    private static int rounds(Connection owner) throws SQLException {
        String sql = "SELECT COALESCE(current_setting('scram_iterations', true)::INT, " + ROUNDS_BEFORE_16 + ")";
        return Sql.one(owner, row -> row.getInt(1), sql).orElseThrow();
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
