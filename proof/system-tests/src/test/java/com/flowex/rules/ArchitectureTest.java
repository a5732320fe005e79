package com.flowex.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.rules.planted.Planted;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the architecture is what ARCHITECTURE.md says, and a gate that cannot fail is no gate. Method: every rule of
 * {@link Rules}, {@link LayoutRules}, {@link SignatureRules}, {@link EngineRules}, {@link CustodyRules} and {@link AdapterRules} is checked on the product's classes, and must fail on the classes of {@code rules.planted} that break it.
 */
class ArchitectureTest {

    private static final JavaClasses NONE = new ClassFileImporter().importLocations(Set.of());

    private static JavaClasses code = NONE;
    private static JavaClasses planted = NONE;

    /** Types that the code only calls are known by name: following them into the JDK and libraries takes half of the time. */
    @BeforeAll
    static void read() throws IOException {
        ArchConfiguration.get().setProperty("import.dependencyResolutionProcess.maxIterationsForAccessesToTypes", "0");
        code = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                // The reference client is code of whoever uses an exchange; the simulator's readers are such.
                .withImportOption(location -> !location.contains("/com/flowex/client/"))
                // Generated: no rule asks more of it than who knows it, which the others' classes say.
                .withImportOption(location -> !location.contains("/com/flowex/protocol/sbe/"))
                .importLocations(locations());
        planted = new ClassFileImporter()
                .importLocations(Planted.CLASSES.stream()
                        .map(ArchitectureTest::locationOf)
                        .collect(Collectors.toSet()));
    }

    /** Jars and folders with our packages: looked up by name, where the library would list the content of each jar. */
    private static Set<Location> locations() throws IOException {
        return Collections.list(ArchitectureTest.class.getClassLoader().getResources("com/flowex")).stream()
                .map(Location::of)
                .collect(Collectors.toSet());
    }

    private static Location locationOf(Class<?> planted) {
        String file = planted.getName().replace('.', '/') + ".class";
        return Location.of(Objects.requireNonNull(planted.getClassLoader().getResource(file)));
    }

    /** The model of all classes is a third of a gigabyte, which the classes that follow in this JVM would carry on. */
    @AfterAll
    static void forget() {
        code = NONE;
        planted = NONE;
        ArchConfiguration.get().reset();
    }

    private record Named(String name, ArchRule rule) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Named> rules() {
        return Stream.of(
                        Rules.class,
                        LayoutRules.class,
                        SignatureRules.class,
                        EngineRules.class,
                        CustodyRules.class,
                        AdapterRules.class)
                .flatMap(of -> Arrays.stream(of.getDeclaredFields()))
                .filter(field -> field.getType() == ArchRule.class)
                .map(ArchitectureTest::named);
    }

    private static Named named(Field field) {
        try {
            return new Named(field.getName(), (ArchRule) field.get(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theCodeKeepsTheRule(Named rule) {
        rule.rule.check(code);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aPlantedViolationBreaksTheRule(Named rule) {
        assertThrows(AssertionError.class, () -> rule.rule.check(planted), rule.name);
    }

    /** Entries that no signature needs would let a new one grow. */
    @Test
    void everyExemptionOfSignaturesIsNeeded() {
        Set<String> needed = code.stream()
                .flatMap(each -> each.getCodeUnits().stream())
                .filter(SignatureRules::isTooLong)
                .map(SignatureRules::nameOf)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(needed, new TreeSet<>(SignatureRules.WITH_DEFAULTS));
    }

    @Test
    void everyModuleIsLookedAt() {
        Set<String> seen = code.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.split("\\.", -1)[2])
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(
                Set.of(
                        "domain",
                        "engine",
                        "protocol",
                        "cluster",
                        "platform",
                        "audit",
                        "orderentry",
                        "access",
                        "gateway",
                        "custody",
                        "strategy",
                        "sandbox",
                        "backtest",
                        "identity",
                        "trading",
                        "marketdata",
                        "wallet",
                        "tenants",
                        "operations",
                        "risk",
                        "surveillance",
                        "testsupport",
                        "listings",
                        "strategies",
                        "p2p",
                        "binance",
                        "app",
                        "simulator",
                        "benchmarks"),
                seen);
    }

    @Test
    void everyPackageSaysThatItHasNoNulls() {
        List<String> unmarked = new ArrayList<>();
        for (JavaPackage javaPackage : code.getPackage("com.flowex").getSubpackagesInTree()) {
            String name = javaPackage.getName();
            boolean isGenerated = name.equals("com.flowex.protocol.sbe") || name.endsWith(".jmh_generated");
            // Parts for other people's programs bring no library with them.
            boolean isForOthers = name.equals("com.flowex.client");
            boolean isOurs = !javaPackage.getClasses().isEmpty() && !isGenerated && !isForOthers;
            if (isOurs && !javaPackage.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(name);
            }
        }

        assertTrue(unmarked.isEmpty(), () -> "package-info.java with @NullMarked is missing: " + unmarked);
    }
}
