package com.flowex.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Modules and scripts for clouds, as far as they can be tried without one: Terraform's parser, what refers to what, and what a dry run would
 * do. The arguments of resources are judged by providers, which are not to be had here.
 */
class TerraformTest {

    /** Named by values-prod.yaml, made by the operator of the cluster. */
    private static final List<String> OBJECTS = List.of(
            "storageclass fast", "storageclass shared", "clusterissuer letsencrypt", "clustersecretstore flowex");

    private static final Duration TOOL_MAX = Duration.ofMinutes(5);
    private static final Pattern RESOURCE = Pattern.compile("(?m)^(resource|data) \"(\\w+)\" \"(\\w+)\"");
    private static final Pattern REFERENCE =
            Pattern.compile("(?<![\\w.\"])((?:data\\.)?(?:aws|azurerm|google|random|tls)_\\w+\\.\\w+)");
    private static final Pattern INPUT = Pattern.compile("\\bvar\\.(\\w+)");
    private static final Pattern DECLARED = Pattern.compile("(?m)^variable \"(\\w+)\"");

    private static String module(String cloud) {
        return Shipped.files("terraform/" + cloud).stream()
                .filter(file -> file.toString().endsWith(".tf"))
                .map(Shipped::text)
                .collect(Collectors.joining("\n"))
                .replaceAll("(?m)#.*$", "");
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "azure", "gcp"})
    void terraformReadsItAndMissesNothingButItsProviders(String cloud) throws IOException {
        assumeTrue(ToolRun.isHere("terraform"), "no terraform here: modules are only read by us");
        Path module = Shipped.ROOT.resolve("terraform").resolve(cloud);
        ToolRun formatted =
                ToolRun.of(TOOL_MAX, Map.of(), List.of("terraform", "fmt", "-check", "-diff", module.toString()));
        assertEquals(0, formatted.exitCode(), formatted::output);

        ToolRun judged = ToolRun.of(TOOL_MAX, Map.of(), List.of("terraform", "-chdir=" + module, "validate", "-json"));
        JsonNode answer = new ObjectMapper()
                .readTree(judged.output().substring(judged.output().indexOf('{')));
        answer.path("diagnostics").forEach(each -> {
            assertEquals("Missing required provider", each.path("summary").asText(), each::toString);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws", "azure", "gcp"})
    void referencedResourcesExistAndEveryInputIsUsed(String cloud) {
        String module = module(cloud);
        Set<String> there = RESOURCE.matcher(module)
                .results()
                .map(TerraformTest::address)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = found(REFERENCE, module);
        missing.removeAll(there);

        assertEquals(Set.of(), missing);
        assertEquals(found(DECLARED, module), found(INPUT, module));
    }

    private static String address(MatchResult resource) {
        return (resource.group(1).equals("data") ? "data." : "") + resource.group(2) + "." + resource.group(3);
    }

    @ParameterizedTest
    @CsvSource({
        "aws, aws_eks_cluster aws_db_instance aws_elasticache_replication_group aws_s3_bucket aws_secretsmanager_secret aws_vpc",
        "azure, azurerm_kubernetes_cluster azurerm_postgresql_flexible_server azurerm_redis_cache azurerm_storage_account"
                + " azurerm_key_vault azurerm_virtual_network",
        "gcp, google_container_cluster google_sql_database_instance google_redis_instance google_storage_bucket"
                + " google_secret_manager_secret google_compute_network"
    })
    void everyCloudHasAllThatAnExchangeNeedsAndNothingThatIsOpen(String cloud, String kinds) {
        String module = module(cloud);
        for (String kind : kinds.split(" ", -1)) {
            assertTrue(module.contains("resource \"" + kind + "\""), kind);
        }
        assertTrue(module.contains("\"replica\""));
        assertFalse(Pattern.compile("password\\s*=\\s*\"").matcher(module).find(), "a password in the file");
    }

    @ParameterizedTest
    @CsvSource({"aws, eu-central-1", "azure, eastus", "gcp, europe-west3"})
    void aDryRunPrintsEveryCommandAndCarriesOutNone(String cloud, String region) {
        ToolRun dry = script(cloud, "--cluster", "prod-1", "--region", region, "--dry-run");
        assertEquals(0, dry.exitCode(), dry::output);

        List<String> commands =
                dry.output().lines().filter(line -> !line.startsWith("deploy-")).toList();
        assertTrue(commands.stream().anyMatch(line -> line.contains("apply -input=false")), dry::output);
        assertTrue(
                commands.stream()
                        .anyMatch(line ->
                                line.contains("helm upgrade --install flowex ") && line.contains("values-prod.yaml")),
                dry::output);
        assertTrue(commands.stream().anyMatch(line -> line.contains(region) && line.contains("prod-1")), dry::output);
        assertTrue(
                commands.containsAll(
                        OBJECTS.stream().map("kubectl get "::concat).toList()),
                dry::output);
    }

    @Test
    void objectsOfTheClusterThatTheValuesNameAreAskedForByName(@TempDir Path tools) throws IOException {
        Path kubectl = tools.resolve("kubectl");
        Files.writeString(kubectl, "#!/bin/sh\n[ \"$2 $3\" = \"$HAS\" ]\n");
        assertTrue(kubectl.toFile().setExecutable(true));
        Map<String, String> environment = Map.of("PATH", tools + ":/usr/bin:/bin", "HAS", OBJECTS.getFirst());

        ToolRun run = ToolRun.of(TOOL_MAX, environment, List.of("deploy/cloud/cluster-objects.sh"));

        assertEquals(1, run.exitCode(), run::output);
        assertFalse(run.output().contains("there is no " + OBJECTS.getFirst()), run::output);
        for (String missing : OBJECTS.subList(1, OBJECTS.size())) {
            assertTrue(run.output().contains("there is no " + missing + ": "), run::output);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--region x | --cluster is missing",
                "--cluster x | --region is missing",
                "--cluster x --region y --wet | unknown: --wet",
                "--cluster ../x --region y | --cluster must be followed by letters, digits and hyphens"
            })
    void missingAndUnknownOptionsAreReported(String arguments, String why) {
        for (String cloud : List.of("aws", "azure", "gcp")) {
            ToolRun refused = script(cloud, arguments.split(" ", -1));
            assertEquals(1, refused.exitCode(), refused::output);
            assertTrue(refused.output().contains(why), refused::output);
        }
    }

    private static ToolRun script(String cloud, String... arguments) {
        List<String> command = new ArrayList<>(List.of("scripts/deploy-" + cloud + ".sh"));
        command.addAll(List.of(arguments));
        return ToolRun.of(TOOL_MAX, Map.of(), command);
    }
}
