/** Tests of the package of the same name. */
@NullMarked
package com.flowex.identity.app.archive;

import org.jspecify.annotations.NullMarked;
