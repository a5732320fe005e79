package com.flowex.platform.database.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Settings;
import com.flowex.platform.settings.StartupException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {

    private static final String PRIMARY = "postgresql://flow%40ex:p%3Aw@a:5432/exchange";

    private static Settings settings(String url, String read) {
        Map<String, String> environment = new HashMap<>(Map.of("FLOWEX_ENV_FILE", "/dev/null"));
        environment.put("FLOWEX_DATABASE_URL", url);
        if (!read.isEmpty()) {
            environment.put("FLOWEX_DATABASE_READ_URL", read);
        }
        return Settings.of(environment);
    }

    private static String jdbc(String url) {
        return settings(url, "").database() instanceof DatabaseChoice.Server server ? server.url() : "embedded";
    }

    @Test
    void urlOfSeveralHostsTargetsThePrimary() {
        assertEquals("jdbc:postgresql://a:5432/exchange", jdbc(PRIMARY));
        assertEquals(
                "jdbc:postgresql://a:5432,[::1]:5433,c/exchange?targetServerType=primary&hostRecheckSeconds=2",
                jdbc("postgresql://u:p@a:5432,[::1]:5433,c/exchange"));
        assertEquals(
                "jdbc:postgresql://a,b/exchange?sslmode=require&targetServerType=primary&hostRecheckSeconds=2",
                jdbc("jdbc:postgres://u:p@a,b/exchange?sslmode=require"));
        assertEquals(
                "jdbc:postgresql://a,b/exchange?targetServerType=primary",
                jdbc("postgresql://u:p@a,b/exchange?targetServerType=primary"));
    }

    @Test
    void aReplicaIsReachedAsItsPrimaryIs() {
        assertEquals(Optional.empty(), settings(PRIMARY, "").replica().url());
        for (String read : new String[] {"postgresql://b/exchange", "postgresql://flow%40ex:p%3Aw@b/exchange"}) {
            assertEquals(
                    Optional.of("jdbc:postgresql://b/exchange"),
                    settings(PRIMARY, read).replica().url());
        }
        assertEquals(
                Optional.of("jdbc:postgresql://b,c/exchange?targetServerType=secondary&hostRecheckSeconds=2"),
                settings(PRIMARY, "postgresql://b,c/exchange").replica().url());
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u:secret@a/x,'',FLOWEX_DATABASE_URL must look like",
        "postgresql://u:secret@a:5432:1/x,'',FLOWEX_DATABASE_URL must look like",
        "'postgresql://u:secret@a,,b/x','',FLOWEX_DATABASE_URL must look like",
        "'postgresql://u:secret@a,b/','',FLOWEX_DATABASE_URL must look like",
        "'postgresql://u:secret@a,b/x?targetServerType=any','',FLOWEX_DATABASE_URL may have no targetServerType",
        "postgresql://u:p@a/x,mysql://b/x,FLOWEX_DATABASE_READ_URL must look like",
        "postgresql://u:p@a/x,postgresql://u:secret@b/x,FLOWEX_DATABASE_READ_URL must have the user and password",
        "postgresql://u:p@a/x,postgresql://b/secret,FLOWEX_DATABASE_READ_URL must name the database",
        "postgresql://u:p@a/x,postgresql://b/x?targetServerType=primary,FLOWEX_DATABASE_READ_URL may have no",
        "'',postgresql://b/secret,FLOWEX_DATABASE_READ_URL needs FLOWEX_DATABASE_URL"
    })
    void invalidUrlIsRefusedByNameWithoutTheSecret(String url, String read, String why) {
        StartupException refused = assertThrows(StartupException.class, () -> settings(url, read));
        assertEquals(1, refused.lines().size(), refused.lines().toString());
        assertTrue(refused.lines().getFirst().startsWith(why), refused.lines().toString());
        assertFalse(
                refused.lines().toString().contains("secret"), refused.lines().toString());
    }
}
