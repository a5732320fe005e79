package com.flowex.benchmarks.backtest;

/** Program that ends at once: the start of a Java process, to compare with. */
final class EmptyProgram {

    private EmptyProgram() {}

    public static void main(String[] arguments) {
        System.out.print(arguments.length == 0 ? "" : arguments[0]);
    }
}
