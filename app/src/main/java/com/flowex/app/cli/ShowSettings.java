package com.flowex.app.cli;

import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.CommandRunner;
import com.flowex.app.cli.command.GeneratedFiles;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.Setting;
import com.flowex.platform.settings.SettingsDocument;
import com.flowex.platform.settings.SettingsReader;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./flowex config}: prints the effective settings with their sources, and then their errors on standard error.
 * {@code --write [FOLDER]}: writes the documents that are generated from the settings below FOLDER.
 *
 * <p>Exits with 0, or with 2 if a setting is wrong.
 */
@Command
public final class ShowSettings implements Callable<Integer> {

    private final CommandContext context;

    @Option(
            names = "--write",
            paramLabel = "FOLDER",
            arity = "0..1",
            fallbackValue = ".",
            description = "write the generated documents below this folder, instead of printing")
    private Optional<Path> folder = Optional.empty();

    ShowSettings(CommandContext context) {
        this.context = context;
    }

    public static void main(String[] args) {
        FlowexCommand.main("config", args);
    }

    @Override
    public Integer call() throws IOException {
        if (folder.isPresent()) {
            GeneratedFiles.write(folder.get(), documents());
            return 0;
        }
        SettingsReader reader = new SettingsReader(SettingsSources.withFile(context.environment()));
        LauncherSettings settings = LauncherSettings.read(reader);
        reader.checkMachine();
        context.out().print(SettingsDocument.effective(settings.all()));
        settings.warnings().forEach(context.err()::println);
        try {
            reader.finish();
        } catch (StartupException wrong) {
            wrong.lines().forEach(context.err()::println);
            return CommandRunner.MISUSED;
        }
        return 0;
    }

    /** Returns the generated files by their paths in a checkout. */
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
