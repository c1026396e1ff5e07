#pragma once

#include "api/resource.h"
#include "models/resourcedraft.h"
#include "ui/screens/pagecontext.h"

#include <QString>

#include <functional>

class QWidget;

namespace screens {

//! What ties an editor to a field of a draft.
struct FieldBinding
{
    QWidget *widget = nullptr;                 //!< goes below the label
    QWidget *focus = nullptr;                  //!< takes the keyboard; named form.<path>
    bool carriesLabel = false;                 //!< the editor shows the label itself (a check box)
    bool isSection = false;                    //!< large: the label becomes a heading
    std::function<void()> load;                //!< draft to editor
    std::function<void(bool)> setReadOnly;
    std::function<void(const models::ResourceDraft::Problem *, const QString &)> showProblem; //!< may be empty
    //! What is in the editor but not in the draft, because it cannot be read yet; saving must wait. May be empty, and return an empty text.
    std::function<QString()> unfinished;
};

//! What a binding is made for.
struct FieldScope
{
    PageContext context;
    models::ResourceDraft *draft;
    const api::FieldDescriptor *field;
    QString name;                                             //!< object name of the editor
    QString label;                                            //!< its accessible name
    std::function<void(const std::function<void()> &)> write; //!< runs a change of the draft that comes from this editor
};

//! The editor for the field's kind.
FieldBinding makeFieldBinding(const FieldScope &scope);

//! The ones with an editor of their own (fieldbinding_special.cpp).
FieldBinding makeToolsBinding(const FieldScope &scope);
FieldBinding makeMcpServersBinding(const FieldScope &scope);
FieldBinding makeReferenceBinding(const FieldScope &scope);
FieldBinding makeReferencesBinding(const FieldScope &scope);
FieldBinding makeMetadataBinding(const FieldScope &scope);
FieldBinding makeSecretBinding(const FieldScope &scope);
FieldBinding makeMomentBinding(const FieldScope &scope);

} // namespace screens
