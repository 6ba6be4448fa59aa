//! Template strings and their parts are equal to themselves alone, as any plain object; RustPython compares what they hold.

use rustpython_vm::VirtualMachine;

/// Puts it in place, once an interpreter.
pub fn install(vm: &VirtualMachine) {
    let types = &vm.ctx.types;
    let object = types.object_type;
    for class in [types.template_type, types.interpolation_type] {
        class
            .slots
            .richcompare
            .store(object.slots.richcompare.load());
        class.slots.hash.store(object.slots.hash.load());
        for name in ["__eq__", "__ne__", "__hash__"] {
            let name = vm.ctx.intern_str(name);
            if let Some(method) = object.get_attr(name) {
                class.set_attr(name, method);
            }
        }
    }
}
