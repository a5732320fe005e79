package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.flowex.app.settings.LauncherSettings;
import com.flowex.platform.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings and routes in shipped files are those of the code. */
class ShippedSettingsTest {

    private static final Pattern NAME = Pattern.compile("\\bFLOWEX_[A-Z][A-Z0-9_]*[A-Z0-9]\\b");
    private static final String SERVICES = "docs/operations/services.routes";

    private static final List<Path> SHIPPED = Shipped.files(
            "Dockerfile",
            "docker-compose.yml",
            "docker-compose.production.yml",
            "deploy",
            "helm",
            "k8s",
            "nginx",
            "security",
            "terraform",
            "postgres",
            "redis",
            "scripts/build-image.sh",
            "scripts/make-secrets.sh",
            "scripts/deploy-aws.sh",
            "scripts/deploy-azure.sh",
            "scripts/deploy-gcp.sh");

    /** One file of settings serves scripts, compose files and processes: none of its names is refused by another reader. */
    @Test
    void namesOfScriptsAndComposeFilesAreNoUnknownSettings(@TempDir Path folder) throws IOException {
        Set<String> names = new TreeSet<>(Shipped.OF_SCRIPTS);
        names.addAll(Set.of("FLOWEX_HOME", "FLOWEX_DEPLOY_TO", "FLOWEX_DEPLOY_READY_SECONDS"));
        Path file = Files.writeString(
                folder.resolve("settings"),
                names.stream().map(name -> name + "=x\n").collect(Collectors.joining()));

        LauncherSettings settings = LauncherSettings.here(
                Map.of("FLOWEX_ENV_FILE", file.toString(), "FLOWEX_DATA_DIR", folder.toString()), _ -> {});

        assertEquals(List.of(), settings.warnings());
    }

    @Test
    void everyNameOfASettingIsOneThatIsRead() {
        Set<String> known = new TreeSet<>(Shipped.OF_SCRIPTS);
        for (Setting setting : LauncherSettings.of(Map.of()).all()) {
            known.add(setting.name());
            if (setting.secret()) {
                known.add(setting.name() + "_FILE");
            }
        }
        assertFalse(SHIPPED.isEmpty());
        for (Path file : SHIPPED) {
            Set<String> unknown = NAME.matcher(Shipped.text(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> !known.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(Set.of(), unknown, () -> file + " has names that nobody reads");
        }
    }

    @Test
    void everyFileOfRoutesHasTheRoutesOfTheGuide() {
        List<String> routes = routes(Shipped.ROOT.resolve(SERVICES));
        List<Path> copies = SHIPPED.stream()
                .filter(file -> file.getFileName().toString().equals("services.routes"))
                .toList();

        assertFalse(copies.isEmpty());
        copies.forEach(copy -> assertEquals(routes, routes(copy), copy::toString));
    }

    private static List<String> routes(Path file) {
        return Shipped.text(file)
                .lines()
                .filter(line -> line.startsWith("route "))
                .toList();
    }
}
