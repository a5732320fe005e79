@NullMarked
package com.flowex.risk.app.portfolio;

import org.jspecify.annotations.NullMarked;
