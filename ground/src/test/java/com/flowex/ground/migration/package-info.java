/** Tests of what is declared of migrations. */
@NullMarked
package com.flowex.ground.migration;

import org.jspecify.annotations.NullMarked;
