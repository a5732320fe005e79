package com.flowex.platform.storage;

import com.flowex.platform.crypto.KeyRing;
import com.flowex.platform.settings.GuessableSecret;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SecretSource;
import com.flowex.platform.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Settings of object stores and of the keys that seal objects.
 *
 * @param keys {@code id:base64,...}, newest first, or a file of such lines
 * @param sealed true if objects are encrypted
 */
public record StoreSettings(S3Settings s3, SecretSource keys, boolean sealed) {

    static final String KEYS = "FLOWEX_STORE_KEYS";
    private static final String KEYS_FILE = "store.keys";

    /** Reads the settings; it reports mistakes to the reader instead of throwing. */
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
        reader.inProduction(
                profile,
                given.filter(GuessableSecret::isAmong).isEmpty(),
                KEYS + " must be random in production; for example: k1:$(openssl rand -base64 32)");
        SecretSource keys = SecretSource.of(given, data.resolve(KEYS_FILE));
        if (sealed) {
            reader.content(keys, () -> KeyRing.of(keys, KEYS));
        }
        return new StoreSettings(s3, keys, sealed);
    }

    /**
     * Reads the URL of a store, or none. A single word is refused: it is more often a misspelt value than a folder in
     * the working directory.
     *
     * @param name name of the setting
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
     * @throws com.flowex.platform.settings.StartupException if its keys cannot be used
     * @throws IllegalArgumentException if it is no such URL
     */
    public ObjectStore open(String url) throws IOException {
        StoreUrl where = StoreUrl.of(url);
        if (!sealed) {
            return where.open(s3);
        }
        KeyRing ring = KeyRing.of(keys, KEYS);
        return new EncryptedObjectStore(where.open(s3), ring);
    }

    /**
     * Returns true if the first use will create the file of the key, so that its location can be reported to the
     * operator.
     */
    public boolean makesKey() {
        return sealed && keys instanceof SecretSource.Stored(Path file) && !Files.exists(file);
    }
}
