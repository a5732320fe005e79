package com.flowex.app.cli;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.Setting;
import com.flowex.platform.settings.SettingsDocument;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./flowex config}: prints the effective settings with their sources, and then their errors on standard error.
 * {@code --write FOLDER}: writes the documents that are generated from the settings below FOLDER.
 */
public final class ShowSettings {

    private static final int MISCONFIGURED = 2;

    private ShowSettings() {}

    public static void main(String[] args) throws IOException {
        if (args.length == 2 && args[0].equals("--write")) {
            for (Map.Entry<String, String> document : documents().entrySet()) {
                Files.writeString(Path.of(args[1], document.getKey()), document.getValue());
            }
            return;
        }
        SettingsReader reader = new SettingsReader(SettingsSources.withFile(System.getenv()));
        LauncherSettings settings = LauncherSettings.read(reader);
        reader.askMachine();
        System.out.print(SettingsDocument.effective(settings.all()));
        settings.warnings().forEach(System.err::println);
        try {
            reader.finish();
        } catch (StartupException wrong) {
            wrong.lines().forEach(System.err::println);
            System.exit(MISCONFIGURED);
        }
    }

    /** Returns the generated files, by their paths in the repository. */
    static Map<String, String> documents() {
        List<Setting> dev = read(Map.of());
        List<Setting> production = read(Map.of("FLOWEX_PROFILE", "production"));
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put("docs/configuration.md", SettingsDocument.markdown(dev, production));
        documents.put(".env.example", SettingsDocument.example(dev));
        documents.put(".env.production", SettingsDocument.production(production));
        return documents;
    }

    private static List<Setting> read(Map<String, String> environment) {
        return LauncherSettings.read(new SettingsReader(environment)).all();
    }
}
