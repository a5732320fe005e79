/** Tests of what is declared of migrations. */
@NullMarked
package com.flowex.platform.migration;

import org.jspecify.annotations.NullMarked;
