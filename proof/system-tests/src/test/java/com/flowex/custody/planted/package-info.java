/** Breaks the rules of custody, for ArchitectureTest only. */
@org.jspecify.annotations.NullMarked
package com.flowex.custody.planted;
