package com.flowex.ground.store;

import com.flowex.ground.sealing.KeyRing;
import com.flowex.ground.settings.Profile;
import com.flowex.ground.settings.SecretSource;
import com.flowex.ground.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
    public static StoreSettings read(SettingsReader reader, Profile profile, Path data) {
        reader.group("Stores of objects");
        S3Settings s3 = S3Settings.read(reader);
        Optional<String> given = reader.secret(
                KEYS,
                KeyRing.FORM,
                "seal what is put into a store (AES-256-GCM); generated into " + KEYS_FILE
                        + " of the data directory, of which a copy is to be kept elsewhere: without it nothing opens");
        boolean sealed = reader.flag("FLOWEX_STORE_SEALED", true, "whether what is put into a store is encrypted");
        reader.inProduction(
                profile,
                sealed,
                "FLOWEX_STORE_SEALED must be on in production: backups and archives hold what the database seals");
        return new StoreSettings(s3, SecretSource.of(given, data.resolve(KEYS_FILE)), sealed);
    }

    /**
     * Reads the URL of a store, or none. A word alone is no folder: it is a misspelt value more often than a name in the working directory.
     *
     * @param name of the setting
     */
    public static String url(SettingsReader reader, String name, String text) {
        if (text.isEmpty()) {
            return text;
        }
        StoreUrl url = StoreUrl.of(text);
        if (url instanceof StoreUrl.Folder(Path folder)) {
            if (text.indexOf('/') < 0) {
                throw new IllegalArgumentException(text);
            }
            reader.writable(name, folder);
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
