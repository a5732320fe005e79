package com.flowex.platform.database;

import com.flowex.platform.database.sql.Sql;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Check with two statements that a schema was made by exactly today's scripts. Flyway opens four connections and sends
 * thirty statements for the same answer, for each of the some fifteen schemas of a start. Flyway decides every case
 * that is not clear.
 */
final class AppliedScripts {

    private static final String HISTORY = "flyway_schema_history";
    private static final String SCRIPT = ".sql";

    private AppliedScripts() {}

    /** @param owner connection that may read the schema's history */
    static boolean areTodays(Connection owner, String service, String schema) throws SQLException {
        boolean isThere = Sql.one(
                        owner, row -> row.getBoolean(1), "SELECT to_regclass(?) IS NOT NULL", schema + "." + HISTORY)
                .orElse(false);
        if (!isThere) {
            return false;
        }
        Map<String, Integer> applied = new TreeMap<>();
        // The row of the schema's creation has no checksum.
        List<Boolean> sound = Sql.all(
                owner,
                row -> {
                    int sum = row.getInt(2);
                    return !row.wasNull() && row.getBoolean(3) && applied.put(row.getString(1), sum) == null;
                },
                "SELECT script, checksum, success AND type = 'SQL' FROM " + schema + "." + HISTORY
                        + " WHERE type <> 'SCHEMA'");
        return !applied.isEmpty()
                && !sound.contains(false)
                && applied.equals(sums(AppliedScripts.class.getClassLoader(), service));
    }

    /** Returns the names and checksums of a service's scripts on the class path; empty if they cannot be listed. */
    static Map<String, Integer> sums(ClassLoader classes, String service) {
        Map<String, Integer> sums = new TreeMap<>();
        try {
            Enumeration<URL> folders = classes.getResources("db/" + service);
            while (folders.hasMoreElements()) {
                add(folders.nextElement(), sums);
            }
            return sums;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private static void add(URL folder, Map<String, Integer> sums) throws IOException {
        URLConnection place = folder.openConnection();
        if (!(place instanceof JarURLConnection inJar)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(URI.create(folder.toString())))) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(SCRIPT)) {
                        sums.put(name, sum(Files.newInputStream(file)));
                    }
                }
            }
            return;
        }
        // Otherwise the file stays open for as long as the process lives.
        inJar.setUseCaches(false);
        String inside = inJar.getEntryName() + (inJar.getEntryName().endsWith("/") ? "" : "/");
        try (JarFile jar = inJar.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(inside) && entry.getName().endsWith(SCRIPT)) {
                    sums.put(entry.getName().substring(inside.length()), sum(jar.getInputStream(entry)));
                }
            }
        }
    }

    /** Computes Flyway's checksum of a script: its lines, without line ends. */
    private static int sum(InputStream script) throws IOException {
        CRC32 sum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) sum.getValue();
    }
}
