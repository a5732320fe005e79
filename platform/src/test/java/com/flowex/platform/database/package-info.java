/** Tests of the package of the same name. */
@NullMarked
package com.flowex.platform.database;

import org.jspecify.annotations.NullMarked;
