package com.flowex.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.testing.TestPlatform;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flyway is passed over for schemas that it made of today's scripts, and for no others. */
@Timeout(900)
class AppliedScriptsTest {

    private final Platform platform = TestPlatform.freshFor("sagas");
    private final Database database = platform.database();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private boolean areTodays(String service, String schema) {
        return database.<Boolean>asOwner(connection -> AppliedScripts.areTodays(connection, service, schema));
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform", "outbox", "sagas"})
    void scriptsAppliedByFlywayAreRecognised(String service) {
        assertTrue(areTodays(service, service));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE sagas.flyway_schema_history SET checksum = checksum + 1 WHERE version = '1'",
                "UPDATE sagas.flyway_schema_history SET checksum = NULL WHERE version = '1'",
                "UPDATE sagas.flyway_schema_history SET success = FALSE WHERE version = '1'",
                "UPDATE sagas.flyway_schema_history SET script = 'V1__other.sql' WHERE version = '1'",
                "DELETE FROM sagas.flyway_schema_history WHERE version = '1'",
                "INSERT INTO sagas.flyway_schema_history SELECT 1000, '1000', description, type, 'V1000__later.sql', checksum, "
                        + "installed_by, installed_on, execution_time, success FROM sagas.flyway_schema_history WHERE version = '1'",
                "DROP TABLE sagas.flyway_schema_history"
            })
    void anythingElseIsFlywaysToJudge(String change) {
        database.<Integer>asOwner(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(change);
            }
        });

        assertFalse(areTodays("sagas", "sagas"));
    }

    @Test
    void aSchemaThatIsNotThereOrAnotherServicesIsNotTodays() {
        assertFalse(areTodays("sagas", "sagas_beside"));
        assertFalse(areTodays("outbox", "sagas"));
    }

    @Test
    void scriptsInAJarAreTheSameScripts() throws IOException {
        Path jar = folder.resolve("service.jar");
        Path inFolder = Files.createDirectories(folder.resolve("classes/db/owned"));
        String text = "CREATE TABLE t (a INT);\r\n-- \u00e9\n";
        Files.writeString(inFolder.resolve("V1__tables.sql"), text);
        Files.writeString(inFolder.resolve("notes.txt"), "what a person reads");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry("db/owned/"));
            entries.putNextEntry(new JarEntry("db/owned/V1__tables.sql"));
            entries.write(text.getBytes(StandardCharsets.UTF_8));
            entries.putNextEntry(new JarEntry("db/owned/notes.txt"));
            entries.putNextEntry(new JarEntry("db/owned-by-others/V1__tables.sql"));
        }
        URL inJar = jar.toUri().toURL();
        URL unpacked = folder.resolve("classes").toUri().toURL();
        try (URLClassLoader fromJar = new URLClassLoader(new URL[] {inJar}, null);
                URLClassLoader fromFolder = new URLClassLoader(new URL[] {unpacked}, null)) {
            assertEquals(1, AppliedScripts.sums(fromJar, "owned").size());
            assertEquals(AppliedScripts.sums(fromFolder, "owned"), AppliedScripts.sums(fromJar, "owned"));
        }
    }
}
