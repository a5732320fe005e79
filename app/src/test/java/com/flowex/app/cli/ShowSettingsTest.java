package com.flowex.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.Setting;
import com.flowex.platform.settings.SettingsDocument;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void theBuildWritesTheDocumentsAndGitHasNoneOfThem() throws IOException {
        DocumentGenerator.main(new String[] {folder.toString()});
        List<String> ignored = Files.readAllLines(Repository.file(".gitignore"));

        for (Map.Entry<String, String> document : ShowSettings.documents().entrySet()) {
            String path = document.getKey();
            assertEquals(document.getValue(), Files.readString(folder.resolve(path)), path);
            assertTrue(ignored.contains(path), path);
            LauncherSettings.of(Map.of())
                    .all()
                    .forEach(setting -> assertTrue(
                            document.getValue().contains(setting.name()), () -> path + " has no " + setting.name()));
        }
    }

    @Test
    void everySettingIsDescribed() {
        List<Setting> all = LauncherSettings.of(Map.of()).all();

        assertTrue(all.size() >= 50, () -> all.size() + " settings");
        all.forEach(setting -> assertTrue(
                setting.name().startsWith("FLOWEX_")
                        && !setting.about().isBlank()
                        && !setting.rule().isBlank()
                        && !setting.group().isBlank(),
                setting::toString));
    }

    @Test
    void theListingMasksSecretsAndNamesTheSource() {
        SettingsReader reader = new SettingsReader(
                Map.of("JWT_SECRET", "0123456789012345678901234567890123456789", "FLOWEX_PORT", "1"));
        String listing =
                SettingsDocument.effective(LauncherSettings.read(reader).all());

        assertTrue(listing.contains("= ***  (environment, as JWT_SECRET)"), listing);
        assertTrue(listing.contains("= 1  (environment)"), listing);
        assertTrue(listing.contains("= warn  (default)"), listing);
        assertTrue(!listing.contains("0123456789"), listing);
    }
}
