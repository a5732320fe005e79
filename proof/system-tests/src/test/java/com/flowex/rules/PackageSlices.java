package com.flowex.rules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.syntax.GivenSlices;
import java.util.HashMap;
import java.util.Map;

/** Slices by a pattern of packages. The library reads the pattern anew for each dependency, this class once for each package. */
final class PackageSlices implements SliceAssignment {

    private final String pattern;
    private final PackageMatcher matcher;
    private final Map<String, SliceIdentifier> byPackage = new HashMap<>();

    private PackageSlices(String pattern) {
        this.pattern = pattern;
        this.matcher = PackageMatcher.of(pattern);
    }

    /** As {@code slices().matching(pattern)}. */
    static GivenSlices matching(String pattern) {
        return slices().assignedFrom(new PackageSlices(pattern));
    }

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        return byPackage.computeIfAbsent(javaClass.getPackageName(), this::identifierOf);
    }

    private SliceIdentifier identifierOf(String packageName) {
        return matcher.match(packageName)
                .map(PackageMatcher.TO_GROUPS)
                .map(SliceIdentifier::of)
                .orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
        return "packages matching '" + pattern + "'";
    }
}
