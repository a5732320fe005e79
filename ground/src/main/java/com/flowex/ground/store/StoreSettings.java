package com.flowex.ground.store;

import com.flowex.ground.sealing.KeyRing;
import com.flowex.ground.settings.SecretSource;
import com.flowex.ground.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How stores of objects are reached, and with which keys what is in them is sealed.
 *
 * @param keys {@code id:base64,...}, newest first, or a kept file of such lines
 * @param sealed whether what is put is encrypted
 */
public record StoreSettings(S3Settings s3, SecretSource keys, boolean sealed) {

    static final String KEYS = "FLOWEX_STORE_KEYS";
    private static final String KEYS_FILE = "store.keys";

    /** Reads without throwing. */
    public static StoreSettings read(SettingsReader reader, Path data) {
        reader.group("Stores of objects");
        S3Settings s3 = S3Settings.read(reader);
        String given = reader.secret(
                KEYS,
                "id:base64 of 32 bytes, separated by commas, newest first",
                "seal what is put into a store (AES-256-GCM); generated into " + KEYS_FILE
                        + " of the data directory, of which a copy is to be kept elsewhere: without it nothing opens");
        return new StoreSettings(
                s3,
                given.isEmpty() ? new SecretSource.Kept(data.resolve(KEYS_FILE)) : new SecretSource.Given(given),
                reader.flag("FLOWEX_STORE_SEALED", true, "whether what is put into a store is encrypted"));
    }

    /** A rule of URLs for settings: {@code text}, or none. */
    public static String url(String text) {
        if (!text.isEmpty()) {
            StoreUrl.of(text);
        }
        return text;
    }

    /**
     * Opens a store.
     *
     * @param url {@code file:/folder}, a folder, or {@code s3://bucket/prefix}
     * @throws com.flowex.ground.settings.StartupException if its keys cannot be used
     * @throws IllegalArgumentException if it is no such URL
     */
    public ObjectStore open(String url) throws IOException {
        StoreUrl where = StoreUrl.of(url);
        if (!sealed) {
            return where.open(s3);
        }
        KeyRing ring = KeyRing.of(keys, KEYS);
        return new SealedStore(where.open(s3), ring);
    }

    /** Whether the key is a file that a first use makes, and is not there yet: the operator is told where it is then. */
    public boolean makesKey() {
        return sealed && keys instanceof SecretSource.Kept(Path file) && !Files.exists(file);
    }
}
