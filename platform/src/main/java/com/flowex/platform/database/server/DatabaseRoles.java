package com.flowex.platform.database.server;

import com.flowex.platform.database.sql.Sql;
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
 * The two logins that work with the owner's tables. Their passwords are derived from the owner's, so a process that
 * knows the owner's needs no other secret.
 */
public final class DatabaseRoles {

    /** Login of requests; row-level security applies to it. */
    public static final String APP = "flowex_app";

    /** Login of projections; it bypasses row-level security and has rights only on view tables. */
    public static final String VIEWS = "flowex_views";

    /** Iterations of a server that cannot report its setting. */
    private static final int ROUNDS_BEFORE_16 = 4_096;

    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DatabaseRoles() {}

    public static void ensure(Connection owner, String ownerPassword) throws SQLException {
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

    /**
     * Sets a password. It is hashed here, with the server's number of iterations, so that the password itself appears
     * in no statement and in no log.
     */
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

    public static String password(String role, String ownerPassword) {
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
