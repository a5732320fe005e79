package com.flowex.ground.database;

import com.flowex.ground.settings.SettingsReader;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Understands FLOWEX_DATABASE_URL: {@code postgresql://user:password@host:5432/name?options}. */
public final class DatabaseUrl {

    private static final String RULE = "postgresql://user:password@host:5432/name";

    private DatabaseUrl() {}

    public static DatabaseChoice read(SettingsReader reader, Path dataDirectory) {
        DatabaseChoice embedded = new DatabaseChoice.Embedded(dataDirectory.resolve("postgres"));
        String text = reader.secret(
                "FLOWEX_DATABASE_URL",
                RULE,
                "PostgreSQL 15 or later, used by one FlowEx; its user owns the database and has CREATEROLE BYPASSRLS"
                        + " (before 16: is a superuser); empty: the embedded server");
        if (text.isEmpty()) {
            return embedded;
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            // The text may hold a password: the rule is repeated, the value is not.
            reader.refuse("FLOWEX_DATABASE_URL must look like " + RULE);
            return embedded;
        }
    }

    private static DatabaseChoice parse(String text) {
        URI uri = URI.create(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        @Nullable String credentials = uri.getRawUserInfo();
        boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!known || uri.getHost() == null || uri.getRawPath().length() < 2 || credentials == null) {
            throw new IllegalArgumentException(RULE);
        }
        int colon = credentials.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(RULE);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseChoice.Server(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                decoded(credentials.substring(0, colon)),
                decoded(credentials.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
