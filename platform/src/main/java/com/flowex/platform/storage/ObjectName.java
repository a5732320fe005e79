package com.flowex.platform.storage;

import java.util.regex.Pattern;

/** Rule of object names, the same in every store. */
final class ObjectName {

    private static final int LENGTH_MAX = 900;
    private static final String PART = "[A-Za-z0-9_=-][A-Za-z0-9._=-]*";
    private static final Pattern NAME = Pattern.compile(PART + "(/" + PART + ")*");
    private static final Pattern PREFIX = Pattern.compile("|" + PART + "(/" + PART + ")*/?");

    private ObjectName() {}

    static boolean is(String name) {
        return NAME.matcher(name).matches();
    }

    static String checked(String name) {
        return checked(name, NAME, "name");
    }

    static String checkedPrefix(String prefix) {
        return checked(prefix, PREFIX, "prefix");
    }

    private static String checked(String text, Pattern pattern, String subject) {
        if (text.length() > LENGTH_MAX || !pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("no " + subject + " of an object: \"" + text + "\"");
        }
        return text;
    }
}
