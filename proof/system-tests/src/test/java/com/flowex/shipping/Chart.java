package com.flowex.shipping;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Output of Helm for a chart: Helm itself, as a library.
 *
 * @param files output of each of its templates, by the template's name
 */
record Chart(Map<String, String> files) {

    private static final Pattern DOCUMENT =
            Pattern.compile("(?ms)^---\\n# Source: [^/\\n]+/templates/(\\S+)\\n(.*?)(?=^---\\n# Source: |\\z)");
    private static final String KUBERNETES = "1.32.0";

    /** As {@code helm template RELEASE FOLDER --namespace NAMESPACE --values VALUES --set KEY=VALUE}. */
    static Chart rendered(String release, String folder, String namespace, String values, Map<String, String> set) {
        TemplateCommand template = new Helm(Shipped.ROOT.resolve(folder))
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion(KUBERNETES)
                .withValuesFile(Shipped.ROOT.resolve(values));
        set.forEach(template::set);
        Map<String, String> files = new TreeMap<>();
        Matcher document = DOCUMENT.matcher(template.call());
        while (document.find()) {
            files.merge(document.group(1), "---\n" + document.group(2).strip() + "\n", String::concat);
        }
        return new Chart(files);
    }

    /** Messages of {@code helm lint --strict}. */
    static List<String> lint(String folder) {
        return List.copyOf(
                new Helm(Shipped.ROOT.resolve(folder)).lint().strict().call().getMessages());
    }

    /** Everything that it asks a cluster for. */
    List<KubeObject> objects() {
        return files.values().stream().flatMap(text -> objects(text).stream()).toList();
    }

    /** The same of files that are there. */
    static List<KubeObject> objects(Path folder) {
        return Shipped.files(Shipped.ROOT.relativize(folder).toString()).stream()
                .flatMap(file -> objects(Shipped.text(file)).stream())
                .toList();
    }

    private static List<KubeObject> objects(String text) {
        Iterable<Object> all = new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text);
        return StreamSupport.stream(all.spliterator(), false)
                .map(Shipped::map)
                .filter(object -> !object.isEmpty())
                .map(KubeObject::new)
                .toList();
    }
}
