package com.flowex.shipping;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Something that a cluster is asked for. */
record KubeObject(Map<String, Object> whole) {

    private static final Gson GSON = new Gson();
    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    /**
     * The known fields of kinds that operators bring, as far as they are used: external-secrets.io/v1 and
     * monitoring.coreos.com/v1.
     */
    private static final Map<String, Set<String>> SPECS = Map.of(
            "ExternalSecret",
            Set.of(
                    "refreshInterval",
                    "secretStoreRef.kind",
                    "secretStoreRef.name",
                    "target.name",
                    "target.creationPolicy",
                    "target.deletionPolicy",
                    "data.secretKey",
                    "data.remoteRef.key"),
            "ServiceMonitor",
            Set.of("selector.matchLabels.*", "endpoints.port", "endpoints.path", "endpoints.interval"),
            "PrometheusRule",
            Set.of(
                    "groups.name",
                    "groups.rules.alert",
                    "groups.rules.expr",
                    "groups.rules.for",
                    "groups.rules.labels.severity",
                    "groups.rules.annotations.summary",
                    "groups.rules.annotations.runbook_url"));

    String kind() {
        return String.valueOf(whole.get("kind"));
    }

    String name() {
        return String.valueOf(at("metadata").get("name"));
    }

    /** Value at this path, where it is a mapping. */
    Map<String, Object> at(String... path) {
        Map<String, Object> node = whole;
        for (String name : path) {
            node = Shipped.map(node.get(name));
        }
        return node;
    }

    /** The pods that it starts; empty where it starts none. */
    Map<String, Object> pod() {
        return template("spec");
    }

    /** A part of the template of its pods. */
    Map<String, Object> template(String part) {
        return kind().equals("CronJob")
                ? at("spec", "jobTemplate", "spec", "template", part)
                : at("spec", "template", part);
    }

    List<Map<String, Object>> containers() {
        List<Map<String, Object>> all = new ArrayList<>(list(pod().get("initContainers")));
        all.addAll(list(pod().get("containers")));
        return all;
    }

    /** Values that its containers give a variable of the environment. */
    List<String> variable(String name) {
        return containers().stream()
                .flatMap(container -> list(container.get("env")).stream())
                .filter(variable -> name.equals(variable.get("name")))
                .map(variable -> String.valueOf(variable.get("value")))
                .toList();
    }

    static List<Map<String, Object>> list(@Nullable Object node) {
        return node == null
                ? List.of()
                : ((List<?>) node).stream().map(Shipped::map).toList();
    }

    /** Labels of the pods that it starts, or that it chooses. */
    static Map<String, String> labels(@Nullable Object node) {
        Map<String, String> labels = new TreeMap<>();
        Shipped.map(node).forEach((name, value) -> labels.put(name, String.valueOf(value)));
        return labels;
    }

    /** @throws AssertionError where Kubernetes' own model, or the operator's definition, does not know it so */
    void validate() {
        if (SPECS.containsKey(kind())) {
            validateSpec(SPECS.get(kind()), "", whole.get("spec"));
            return;
        }
        String version = String.valueOf(whole.get("apiVersion"));
        String model = MODELS + version.substring(version.indexOf('/') + 1).replace('v', 'V') + kind();
        try {
            Method validate = Class.forName(model).getMethod("validateJsonElement", JsonElement.class);
            validate.invoke(null, GSON.toJsonTree(whole));
        } catch (InvocationTargetException wrong) {
            throw new AssertionError(kind() + " " + name() + ": " + wrong.getCause(), wrong);
        } catch (ReflectiveOperationException unknown) {
            throw new LinkageError(version + " has no " + kind(), unknown);
        }
    }

    private void validateSpec(Set<String> known, String path, @Nullable Object node) {
        if (node == null) {
            return;
        }
        switch (node) {
            case Map<?, ?> map ->
                map.forEach((name, value) ->
                        validateSpec(known, path.isEmpty() ? String.valueOf(name) : path + "." + name, value));
            case List<?> list -> list.forEach(each -> validateSpec(known, path, each));
            default -> {
                boolean isLabel = known.contains(path.replaceFirst("(matchLabels)[.].*", "$1.*"));
                if (!known.contains(path) && !isLabel) {
                    throw new AssertionError(
                            kind() + " " + name() + " has " + path + ", which its definition does not know");
                }
            }
        }
    }
}
