package com.flowex.platform.database.server;

import com.flowex.platform.settings.SettingsReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parser of FLOWEX_DATABASE_URL, {@code postgresql://user:password@host:5432,other:5432/name?options}, and of
 * FLOWEX_DATABASE_READ_URL, which needs no user.
 */
public final class DatabaseUrl {

    private static final String NAME = "FLOWEX_DATABASE_URL";
    private static final String READ_NAME = "FLOWEX_DATABASE_READ_URL";
    private static final String RULE =
            "postgresql://user:password@host:5432/name, with several hosts host:5432,host:5432";
    private static final String READ_RULE = "postgresql://host:5432/name";
    private static final String WHICH = "targetServerType";

    /** Seconds before a server that was not the primary is asked again. */
    private static final String HOST_RECHECK = "&hostRecheckSeconds=2";

    private static final Pattern URL = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:(?<credentials>[^@/?#]*)@)?"
            + "(?<hosts>HOST(?:,HOST)*)/(?<name>[^/?#\\s]+)(?:\\?(?<query>[^#\\s]*))?"
                    .replace("HOST", "(?:[\\w.-]+|\\[[0-9A-Fa-f:.]+\\])(?::\\d{1,5})?"));

    private DatabaseUrl() {}

    public static DatabaseChoice read(SettingsReader reader, Path dataDirectory) {
        DatabaseChoice embedded = new DatabaseChoice.Embedded(dataDirectory.resolve("postgres"));
        String text = reader.secret(
                NAME,
                RULE,
                "PostgreSQL 15 or later, used by one FlowEx; its user owns the database and has CREATEROLE BYPASSRLS"
                        + " (before 16: is a superuser); of several hosts the one that is the primary is used; empty: the embedded"
                        + " server");
        if (text.isEmpty()) {
            return embedded;
        }
        // The text may hold a password, so only the rule is repeated and never the value.
        Matcher url = URL.matcher(text);
        String credentials = url.matches() ? url.group("credentials") : null;
        int colon = credentials == null ? -1 : credentials.indexOf(':');
        if (credentials == null || colon < 1) {
            reader.refuse(NAME + " must look like " + RULE);
            return embedded;
        }
        if (which(url).filter(type -> !type.equals("primary")).isPresent()) {
            reader.refuse(NAME + " may have no " + WHICH + " but primary: FlowEx writes there");
            return embedded;
        }
        return new DatabaseChoice.Server(
                address(url, url.group("hosts").contains(",") ? "primary" : null),
                decoded(credentials.substring(0, colon)),
                decoded(credentials.substring(colon + 1)));
    }

    /**
     * Reads the address of the database's replica.
     *
     * @return its address without credentials; empty if there is none
     */
    static Optional<String> readCopy(SettingsReader reader, DatabaseChoice original) {
        String text = reader.secret(
                READ_NAME,
                READ_RULE,
                "streaming replica of " + NAME
                        + ", from which history is read while it is well; user and password are those of " + NAME
                        + "; of several hosts the first that is a replica is used; empty: history is read where it is written");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            reader.refuse(READ_NAME + " must look like " + READ_RULE);
            return Optional.empty();
        }
        if (!(original instanceof DatabaseChoice.Server server)) {
            reader.refuse(READ_NAME + " needs " + NAME + ": the embedded server has no replica");
            return Optional.empty();
        }
        return refusal(url, server)
                .map(why -> {
                    reader.refuse(READ_NAME + " " + why);
                    return Optional.<String>empty();
                })
                .orElseGet(() -> Optional.of(address(url, url.group("hosts").contains(",") ? "secondary" : null)));
    }

    private static Optional<String> refusal(Matcher url, DatabaseChoice.Server server) {
        String credentials = url.group("credentials");
        if (credentials != null && !isOf(credentials, server)) {
            return Optional.of("must have the user and password of " + NAME + ", or none: a replica has no others");
        }
        if (!server.url().replaceFirst("\\?.*", "").endsWith("/" + url.group("name"))) {
            return Optional.of("must name the database that " + NAME + " names");
        }
        return which(url)
                .filter(type -> !type.equals("secondary"))
                .map(_ -> "may have no " + WHICH + " but secondary: " + NAME + " says where the primary is");
    }

    private static boolean isOf(String credentials, DatabaseChoice.Server server) {
        int colon = credentials.indexOf(':');
        return colon > 0
                && decoded(credentials.substring(0, colon)).equals(server.user())
                && decoded(credentials.substring(colon + 1)).equals(server.password());
    }

    private static Optional<String> which(Matcher url) {
        String query = url.group("query");
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(option -> option.startsWith(WHICH + "="))
                        .map(option -> option.substring(WHICH.length() + 1))
                        .findFirst();
    }

    /**
     * @param type kind of server to choose among several hosts, unless the address names one; null for a single host
     */
    private static String address(Matcher url, @Nullable String type) {
        String query = url.group("query");
        String given = query == null ? "" : "?" + query;
        String address = "jdbc:postgresql://" + url.group("hosts") + "/" + url.group("name") + given;
        if (type == null || which(url).isPresent()) {
            return address;
        }
        return address + (given.isEmpty() ? "?" : "&") + WHICH + "=" + type
                + (given.contains("hostRecheckSeconds=") ? "" : HOST_RECHECK);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
